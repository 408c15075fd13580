let module;
const fetchModule = () => (module ??= fetch(bundle + ".wasm"));
const video = document.querySelector("video[data-source]");
// Resolves when the live picture of this page is there, or nothing should wait for it any more.
const picture = new Promise((resolve) => {
  if (!video) return resolve();
  const early = (window.aethexEarly = { url: video.dataset.source });
  const kept = (name) => {
    try { return localStorage.getItem(name); } catch { return null; }
  };
  const script = document.createElement("script");
  script.src = folder + "/hls.light.min.js";
  script.dataset.hls = "";
  script.onerror = () => {
    script.remove();
    resolve();
  };
  script.onload = () => {
    if (early.over || !Hls.isSupported()) return resolve();
    const compact = !!video.closest(".player-compact");
    video.volume = compact ? 1 : Math.min(Math.max(parseFloat(kept("volume") ?? 1) || 0, 0), 1);
    video.muted = compact || kept("muted") === "yes";
    const hls = (early.hls = new Hls(settings));
    hls.on("hlsError", (_, failure) => {
      if (!failure.fatal) return;
      early.failed = true;
      resolve();
    });
    hls.loadSource(early.url);
    hls.attachMedia(video);
    video.addEventListener("playing", () => video.parentElement.classList.add("is-begun"), { once: true });
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
    else video.addEventListener("loadeddata", resolve, { once: true });
    video.play().catch(() => {});
    // Earlier it takes the processor from the picture; later a slow line idles.
    hls.once("hlsFragBuffered", fetchModule);
  };
  // The controls, too, are waited for.
  setTimeout(resolve, 1000);
  document.head.append(script);
});
picture
  .then(async () => {
    fetchModule();
    const application = await import(bundle + ".js");
    await application.default({ module_or_path: module });
    application.hydrate();
  })
  .catch((failure) => {
    // Links and forms work without the application; a picture that runs gets the browser's own controls.
    if (video) {
      video.controls = true;
      video.parentElement.classList.add("is-bare");
    }
    throw failure;
  });
