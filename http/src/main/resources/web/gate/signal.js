// What a steward hears and feels, without looking at the screen.
const TUNES = {
  yes: { notes: [[880, 0.12], [1320, 0.16]], shake: [60] },
  no: { notes: [[180, 0.35], [140, 0.45]], shake: [250, 100, 250] },
  again: { notes: [[520, 0.12], [0, 0.06], [520, 0.12], [0, 0.06], [520, 0.12]], shake: [120, 80, 120, 80, 120] },
  missed: { notes: [[980, 0.16], [490, 0.16], [980, 0.16], [490, 0.16], [980, 0.16], [490, 0.3]], shake: [400, 80, 400, 80, 400] },
  hint: { notes: [[660, 0.08]], shake: [40] },
};

let audio = null;

/** Browsers let a page be loud only after a touch; call this from one. */
export function allowSound() {
  audio ??= new AudioContext();
  audio.resume();
}

export function signal(tone) {
  const tune = TUNES[tone];
  if (!tune) return;
  navigator.vibrate?.(tune.shake);
  if (!audio) return;
  let at = audio.currentTime;
  for (const [pitch, length] of tune.notes) {
    if (pitch > 0) note(pitch, at, length);
    at += length;
  }
}

function note(pitch, at, length) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = "square";
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.25, at);
  volume.gain.setTargetAtTime(0, at + length - 0.02, 0.01);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + length + 0.05);
}
