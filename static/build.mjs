// Builds static/build/ from static/css and static/js: one stylesheet for each css/*.scss,
// one script for each js/*.js. Page styles in css/pages/ are gathered into app.css.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");
const out = join(here, "build");

const sources = (folder, ending) =>
  readdirSync(join(here, folder)).filter((name) => name.endsWith(ending) && !name.startsWith("_"));

function buildStyles() {
  for (const name of sources("css", ".scss")) {
    const compiled = sass.compile(join(here, "css", name), {
      style: "compressed",
      loadPaths: [root, join(root, "node_modules")],
      importers: [pageStyles],
      quietDeps: true,
    });
    writeFileSync(join(out, name.replace(".scss", ".css")), compiled.css);
  }
}

// `@use "pages:all"` stands for every file in css/pages/, so a new page needs no edit elsewhere.
const pageStyles = {
  canonicalize: (url) => (url === "pages:all" ? new URL(url) : null),
  load: () => ({
    contents: sources("css/pages", ".scss")
      .map((name) => `@use "static/css/pages/${name}";`)
      .join("\n"),
    syntax: "scss",
  }),
};

async function buildScripts() {
  await esbuild.build({
    entryPoints: sources("js", ".js").map((name) => join(here, "js", name)),
    outdir: out,
    bundle: true,
    format: "esm",
    minify: true,
    sourcemap: false,
    target: "es2020",
    legalComments: "none",
    logLevel: "warning",
  });
}

function copyImages() {
  const icons = join(root, "node_modules/@ministryofjustice/frontend/moj/assets/images");
  mkdirSync(join(out, "images"), { recursive: true });
  for (const name of readdirSync(icons).filter((file) => /^icon-.*\.svg$/.test(file))) {
    cpSync(join(icons, name), join(out, "images", name));
  }
}

const began = Date.now();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
copyImages();
buildStyles();
await buildScripts();
console.log(`Built static/build in ${((Date.now() - began) / 1000).toFixed(1)} s`);
