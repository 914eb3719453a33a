// Contrast as WCAG 2 measures it.

/**
 * Visible texts below 4.5 to 1, each with its contrast; level AA asks for that at least. Left
 * out: what WCAG leaves out (unavailable controls), and what a background image lies behind.
 * @param {import("puppeteer-core").Page} page
 * @returns {Promise<string[]>}
 */
export function faintTexts(page) {
  return page.evaluate(() => {
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);

    function luminance([red, green, blue]) {
      const [r, g, b] = [red, green, blue].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    function backgroundOf(element) {
      for (let at = element; at; at = at.parentElement) {
        const colour = numbers(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) return colour;
      }
      return [255, 255, 255];
    }

    const faint = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const text = texts.currentNode.data.trim();
      if (!text || !element.checkVisibility() || element.closest("[aria-disabled=true]")) continue;
      const front = luminance(numbers(getComputedStyle(element).color));
      const back = luminance(backgroundOf(element));
      const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      if (contrast < 4.5) faint.add(`${contrast.toFixed(2)}: ${text}`);
    }
    return [...faint];
  });
}
