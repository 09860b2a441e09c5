// Loads the app. It may not do anything else: when loading fails, the page goes on as plain HTML.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const root = document.documentElement;
const from = (address) => new URL(address, document.baseURI);
try {
  const { default: init } = await import(from(js));
  await init({ module_or_path: from(wasm) });
  root.dataset.app = "alive";
} catch (error) {
  root.dataset.app = "failed";
  console.error("The app could not start. The page and its forms work without it.", error);
}
