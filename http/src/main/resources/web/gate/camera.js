// The camera, and what it sees.
import { makeDecoder } from "./decoder.js";

const LOOK_EVERY = 120;

let decoder = null;
let running = null;

/** Shows the camera in the video; calls `onSeen` for each picture with a code in it. */
export async function start(video, onSeen) {
  stop();
  const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  decoder ??= await makeDecoder();
  const mine = { stream, stopped: false };
  running = mine;
  video.srcObject = stream;
  await video.play();
  const look = async () => {
    if (mine.stopped) return;
    if (video.readyState >= video.HAVE_CURRENT_DATA && !document.hidden) {
      const seen = await decoder(video).catch((fault) => console.error(fault));
      if (seen && !mine.stopped) onSeen(seen);
    }
    setTimeout(look, LOOK_EVERY);
  };
  look();
}

export function stop() {
  if (!running) return;
  running.stopped = true;
  for (const track of running.stream.getTracks()) track.stop();
  running = null;
}

export function hasTorch() {
  return running?.stream.getVideoTracks()[0].getCapabilities?.().torch === true;
}

export async function setTorch(on) {
  await running?.stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });
}
