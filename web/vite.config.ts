import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// Everything the page needs lies beside it: it runs from one program, without a network.
export default defineConfig({
  plugins: [svelte()],
  // `npx vite --host 127.0.0.1` while working on the page, beside a server (BESTAND=http://127.0.0.1:8766).
  server: { proxy: { "/api": { target: process.env.BESTAND ?? "http://127.0.0.1:8766", changeOrigin: true } } },
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
