// QR codes in pictures: by the browser where it can, else by ZXing, which lies beside this file.
const WIDTH_MAX = 800;

/** Makes a function from a video to `{ text }`, `{ torn: true }` or null. */
export async function makeDecoder() {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats?.()) ?? [];
  return formats.includes("qr_code") ? byBrowser() : byLibrary();
}

function byBrowser() {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => {
    const [found] = await detector.detect(video);
    return found ? { text: found.rawValue } : null;
  };
}

async function byLibrary() {
  const ZXing = await library();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const options = { formats: ["QRCode"], maxNumberOfSymbols: 1, returnErrors: true };
  return async (video) => {
    const scale = Math.min(1, WIDTH_MAX / video.videoWidth);
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = context.getImageData(0, 0, canvas.width, canvas.height);
    const [found] = await ZXing.readBarcodes(picture, options);
    if (!found) return null;
    return found.isValid ? { text: found.text } : { torn: true };
  };
}

function library() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/gate/zxing-reader.js";
    script.onerror = () => reject(new Error("zxing-reader.js"));
    script.onload = () => {
      // Its own default is a server of others.
      ZXingWASM.prepareZXingModule({ overrides: { locateFile: (file) => "/gate/" + file } });
      resolve(ZXingWASM);
    };
    document.head.append(script);
  });
}
