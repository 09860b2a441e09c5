// What keeps the browser's own address bar from being measured with the page. It may not change how a page is drawn.
// For each window, Chromium 156 on a desk computer loads two pages for the list below its address bar. That took 341 to
// 421 ms of processor time in the 600 ms after our first paint (three starts); a phone's does not load them. Without them,
// what is over 50 ms of our tasks, at 4×, went from 165 to 5 ms (mean of eight starts), the first paint from 341 to 236 ms (median).
export const NOT_ON_A_PHONE = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
