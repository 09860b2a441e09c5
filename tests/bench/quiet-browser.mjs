// What keeps the browser's own address bar from being measured with the page. It may not change how a page is drawn.
// For each window, Chromium 156 on a desk computer loads two pages for the list below its address bar, and works on them
// for 400 ms on each of two processors while ours starts; a phone's does not. Without them, what is over 50 ms of the
// app's tasks, at 4×, went from 165 to 5 ms, and the first paint came after 227 ms instead of 341 (eight starts each).
export const NOT_ON_A_PHONE = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
