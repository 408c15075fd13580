const video = document.querySelector("video[data-source]");
if (video) {
  const early = (window.aethexEarly = { url: video.dataset.source });
  const kept = (name) => {
    try { return localStorage.getItem(name); } catch { return null; }
  };
  const script = document.createElement("script");
  script.src = document.querySelector("meta[name='aethex-pkg']").content + "/hls.light.min.js";
  script.dataset.hls = "";
  script.onerror = () => script.remove();
  script.onload = () => {
    if (early.over || !Hls.isSupported()) return;
    const compact = !!video.closest(".player-compact");
    video.volume = compact ? 1 : Math.min(Math.max(parseFloat(kept("volume") ?? 1) || 0, 0), 1);
    video.muted = compact || kept("muted") === "yes";
    const hls = (early.hls = new Hls(settings));
    hls.on("hlsError", (_, failure) => { early.failed ||= failure.fatal; });
    hls.loadSource(early.url);
    hls.attachMedia(video);
    video.addEventListener("playing", () => video.parentElement.classList.add("is-begun"), { once: true });
    video.play().catch(() => {});
  };
  document.head.append(script);
}
