let module;
const fetchModule = () => (module ??= fetch(bundle + ".wasm"));
const store = (work) => {
  try { return work(sessionStorage); } catch { return null; }
};
const MOUNTS = "aethex-mounts";
const mounts = store((kept) => kept.getItem(MOUNTS)) === "yes";
const video = mounts ? null : document.querySelector("video[data-source]");

// What stands in the fields of this page, and goes back into them after a reload: everything but passwords and files.
const KEPT = "aethex-kept";
const isKept = (field) =>
  field.matches("input, textarea, select") &&
  field.name &&
  !/^(hidden|password|file|submit|button|range)$/.test(field.type) &&
  // A password that is shown is one all the same.
  !/password|one-time-code/.test(field.autocomplete ?? "");
// The same field of another form, or of the same form for another thing, is another field.
const placeOf = (field) => {
  const fixed = [...(field.form?.querySelectorAll("input[type=hidden]") ?? [])].map(({ name, value }) => `${name}=${value}`);
  return [location.pathname, field.form?.getAttribute("action"), ...fixed, field.name, field.type === "radio" && field.value].join(" ");
};
const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";
const initial = (field) => {
  if (isSwitch(field)) return field.defaultChecked;
  return field.matches("select") ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value : field.defaultValue;
};
const current = (field) => (isSwitch(field) ? field.checked : field.value);
const keepFields = () =>
  store((kept) => {
    const changed = [...document.querySelectorAll("input, textarea, select")].filter((field) => isKept(field) && current(field) !== initial(field));
    kept.setItem(KEPT, JSON.stringify(changed.map((field) => [placeOf(field), current(field)])));
  });
const giveBack = () => {
  const fields = new Map(JSON.parse(store((kept) => kept.getItem(KEPT)) ?? "[]"));
  store((kept) => kept.removeItem(KEPT));
  if (!fields.size) return;
  const fill = () => {
    for (const field of document.querySelectorAll("input, textarea, select")) {
      const place = isKept(field) ? placeOf(field) : "";
      if (!fields.has(place)) continue;
      // Typed since, so it counts more than what was kept.
      if (current(field) !== initial(field) && current(field) !== fields.get(place)) continue;
      if (isSwitch(field)) field.checked = fields.get(place);
      else field.value = fields.get(place);
      fields.delete(place);
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    if (!fields.size) later.disconnect();
  };
  // Some forms are made by the application, or opened later.
  const later = new MutationObserver(fill);
  later.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => later.disconnect(), 30_000);
  fill();
};

// The application has stopped for good: says so, keeps what was typed, and offers the one thing that helps.
let hasStopped = false;
const tellStopped = () => {
  if (hasStopped) return;
  hasStopped = true;
  const notice = document.createElement("div");
  notice.className = "stopped";
  notice.setAttribute("role", "alertdialog");
  notice.setAttribute("aria-label", "This page stopped working");
  const words = document.createElement("p");
  words.textContent = "This page stopped working. What you typed is kept; only passwords have to be typed again.";
  const reload = document.createElement("button");
  reload.type = "button";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => location.reload());
  notice.append(words, reload);
  // Above what is open: a dialog covers all that is not in it, and takes it along when it is closed.
  const dialog = document.querySelector("dialog[open]");
  (dialog ?? document.body).append(notice);
  dialog?.addEventListener("close", () => document.body.append(notice));
  reload.focus();
  keepFields();
  addEventListener("pagehide", keepFields);
};

// Hydration takes over the elements that the server made. Where a proxy or an extension has changed them on their way it fails, and the
// application is dead. Then the page is loaded once more, and from there on, in this tab, the application makes pages itself.
let isBooting = true;
let isLeaving = false;
const loadToMount = () => {
  if (!store((kept) => (kept.setItem(MOUNTS, "yes"), true))) return tellStopped();
  isLeaving = true;
  keepFields();
  location.reload();
};
const panicked = (words) => {
  if (isLeaving) return;
  if (isBooting && !mounts) return loadToMount();
  console.error(words, new Error().stack);
  tellStopped();
};
// What is left of the dead application ends in errors that mean nothing any more.
addEventListener("error", (event) => isLeaving && event.preventDefault());

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
    application.tell_panics(panicked);
    // A page that few people open has its code in a file of its own.
    await application.prepare(location.pathname);
    // Parts of the page hydrate in tasks of their own, which run before the next timer.
    setTimeout(() => (isBooting = false));
    if (mounts) document.body.replaceChildren();
    else giveBack();
    application[mounts ? "mount" : "hydrate"]();
    if (mounts) giveBack();
  })
  .catch((failure) => {
    if (isLeaving) return;
    // Links and forms work without the application; a picture that runs gets the browser's own controls.
    if (video) {
      video.controls = true;
      video.parentElement.classList.add("is-bare");
    }
    throw failure;
  });
