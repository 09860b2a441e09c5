// What Chromium is told wherever a test starts it. It may not switch off anything that a page can tell.

// Playwright's own list, which one of ours replaces.
const OFF_BY_PLAYWRIGHT = [
  'AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints',
  'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning',
];

// What a desk computer's Chromium does beside the page, and a phone's does not. For each window, Chromium 156 loads two pages
// for the list below its address bar: 341 to 421 ms of processor time in the 600 ms after our first paint (three starts). It
// also keeps an empty process ready for the next page, and starts another when ours takes it: 10 to 20 ms beside our first
// paint. Without all of it, the first paint at 4× went from 341 to 236 ms (median of eight starts), and sixteen runs of faults
// from 66 to 50 s on two cores.
export const OFF_BESIDE_THE_PAGE = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'];

export const ARGUMENTS = [
  // Chromium refuses to sandbox itself for root, who runs the tests in most containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  `--disable-features=${[...OFF_BY_PLAYWRIGHT, ...OFF_BESIDE_THE_PAGE].join()}`,
];
