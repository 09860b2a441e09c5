// What keeps a desk computer's browser from being measured with the page. It may not change how a page is drawn.
// For each window, Chromium 156 on a desk computer loads two pages for the list below its address bar. That took 341 to
// 421 ms of processor time in the 600 ms after our first paint (three starts); a phone's does not load them. Without them,
// what is over 50 ms of our tasks, at 4×, went from 165 to 5 ms (mean of eight starts), the first paint from 341 to 236 ms (median).
// It also keeps an empty process ready for the next page, and starts another when ours takes it: 10 to 20 ms of processor
// time beside our first paint (three starts). It does so only where every site has a process of its own, which a phone's does not give.
export const NOT_ON_A_PHONE = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'];
