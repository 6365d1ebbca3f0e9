import { parseHTML } from "linkedom";
import type { DrawingDocument } from "../report/mod.ts";

/** A document to draw figures with, where there is no browser. */
export function drawingDocument(): DrawingDocument {
  return parseHTML("<!doctype html><html><body></body></html>").document as unknown as DrawingDocument;
}
