// Each headline has a shape as well as a colour: nobody has to tell them apart by colour alone.

export const headlines = ["corroborated", "contested", "alleged", "undetermined", "out_of_scope", "withdrawn", "none"] as const;

// Paths in a box of 20 by 20; `solid` is filled, the others are drawn.
export const shapes: Record<string, { path: string; solid: boolean }> = {
  corroborated: { path: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", solid: true },
  contested: { path: "M10 1l9 9l-9 9l-9-9z", solid: true },
  alleged: { path: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z", solid: false },
  undetermined: { path: "M10 2.5l8.5 15h-17z", solid: false },
  out_of_scope: { path: "M3.5 3.5h13v13h-13z", solid: false },
  withdrawn: { path: "M4 4l12 12M16 4l-12 12", solid: false },
  none: { path: "M10 7a3 3 0 1 0 0 6a3 3 0 1 0 0-6z", solid: true },
};

export const shape = (headline: string) => shapes[headline] ?? shapes.none;
