#!/bin/sh
# Makes the announcements that come with the package. Needs espeak-ng and sox.
# Result: mono, 8000 Hz, A-law, silence trimmed, about -18 dBFS RMS.
set -eu

folder=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rms_of() {
  sox "$1" -n stats 2>&1 | awk '/^RMS lev dB/ { print $4 }'
}

make_sound() {
  name=$1
  text=$2
  espeak-ng -v nb -s 150 -w "$work/spoken.wav" "$text"
  # A telephone line's band, and silence trimmed at both ends with a short rest left over.
  sox "$work/spoken.wav" -r 8000 -c 1 -b 16 "$work/line.wav" \
    highpass 250 lowpass 3400 silence 1 0.05 0.5% reverse silence 1 0.05 0.5% reverse pad 0.1 0.2
  # Speech has peaks far above its mean, so it is compressed a little before the level is set.
  sox "$work/line.wav" "$work/even.wav" compand 0.002,0.1 6:-60,-44,-30,-22,-12,-17,0,-14 -3 -90 0.002
  gain=$(awk -v rms="$(rms_of "$work/even.wav")" 'BEGIN { print -18 - rms }')
  sox -D "$work/even.wav" -e a-law "$folder/$name.wav" gain "$gain"
}

make_sound nobody-answered "Ingen kan svare akkurat no. Ring gjerne igjen seinare."
make_sound not-in-use "Nummeret er ikkje i bruk."
