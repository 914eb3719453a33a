// What the compiler says to programs that use the package as it is built.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { API } from "typescript/unstable/sync";

/**
 * @param {string[]} programs
 * @param {{ extension?: "ts" | "js", compilerOptions?: object }} [options] beside tests/types/tsconfig.json
 * @returns {{ text: string }[][]} each one's complaints
 */
export function complaints(programs, { extension = "ts", compilerOptions = {} } = {}) {
  // Below the package, so that they find it by its name.
  const directory = new URL(`../../target/typed-examples-${process.pid}/`, import.meta.url);
  mkdirSync(directory, { recursive: true });
  const config = {
    extends: "../../tests/types/tsconfig.json",
    compilerOptions,
    include: [`*.${extension}`],
  };
  writeFileSync(new URL("tsconfig.json", directory), JSON.stringify(config));
  const files = programs.map((code, index) => {
    const file = new URL(`example-${index + 1}.${extension}`, directory);
    writeFileSync(file, code);
    return fileURLToPath(file);
  });
  const api = new API({ cwd: fileURLToPath(directory) });
  try {
    const openProject = fileURLToPath(new URL("tsconfig.json", directory));
    const [{ program }] = api.updateSnapshot({ openProject }).getProjects();
    return files.map((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
  } finally {
    api.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
