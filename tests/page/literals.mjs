// The string literals and templates of a script, without its comments and regular expressions.

/** After these a slash begins a regular expression, and is no division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|yield|await))\s*$/;

/**
 * @param {string} source
 * @returns {{ text: string, line: number, before: string }[]} In a template's text each
 *   expression is "{}"; `before` is the code in front, on the same line.
 */
export function literalsOf(source) {
  const found = [];
  let at = 0;
  let code = "";

  const lineAt = (index) => source.slice(0, index).split("\n").length;
  const add = (from, text) => {
    const before = code.slice(code.lastIndexOf("\n") + 1);
    found.push({ text, line: lineAt(from), before });
    code += '""';
  };

  /** A string or a regular expression ends where its sign stands unescaped. */
  function closed(sign) {
    const from = ++at;
    for (let inClass = false; at < source.length; at += 1) {
      if (source[at] === "\\") at += 1;
      else if (sign === "/" && source[at] === "[") inClass = true;
      else if (sign === "/" && source[at] === "]") inClass = false;
      else if (source[at] === sign && !inClass) break;
    }
    return source.slice(from, at++);
  }

  function template() {
    const from = at++;
    let text = "";
    while (source[at] !== "`") {
      if (source.startsWith("${", at)) {
        at += 2;
        scan("}");
        at += 1;
        text += "{}";
      } else {
        if (source[at] === "\\") text += source[at++];
        text += source[at++];
      }
    }
    at += 1;
    add(from, text);
  }

  /** Reads code up to the sign that closes it, or to the end. */
  function scan(end) {
    for (let depth = 0; at < source.length; ) {
      const sign = source[at];
      if (sign === end && depth === 0) return;
      if (source.startsWith("//", at)) at = (source.indexOf("\n", at) + 1 || source.length + 1) - 1;
      else if (source.startsWith("/*", at)) at = source.indexOf("*/", at) + 2;
      else if (sign === '"' || sign === "'") {
        const from = at;
        add(from, closed(sign));
      } else if (sign === "`") template();
      else if (sign === "/" && BEFORE_REGEX.test(code)) {
        closed("/");
        code += "//";
      } else {
        if (sign === "{") depth += 1;
        if (sign === "}") depth -= 1;
        code += sign;
        at += 1;
      }
    }
  }

  scan();
  return found;
}
