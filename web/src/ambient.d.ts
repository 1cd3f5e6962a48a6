declare module "maplibre-gl/dist/maplibre-gl-csp.js";
declare module "*.json?url" { const url: string; export default url; }
