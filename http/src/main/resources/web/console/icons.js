// Icons, drawn on a field of 24 by 24. They are decoration: the words stand beside them or in a label.
import { html, svg } from "lit";

const icon = (shape) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const icons = {
  sales: icon(svg`<path d="M3 7h18v4a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4zM14 7v11"/>`),
  orders: icon(svg`<path d="M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6"/>`),
  refunds: icon(svg`<path d="M4 9h11a5 5 0 0 1 0 10H8M8 5 4 9l4 4"/>`),
  gates: icon(svg`<path d="M5 21V4h10v17M15 8h4v13M3 21h18M11 12v1"/>`),
  cluster: icon(svg`<path d="M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01"/>`),
  plus: icon(svg`<path d="M12 5v14M5 12h14"/>`),
  eye: icon(svg`<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>`),
  moon: icon(svg`<path d="M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z"/>`),
  help: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M9.5 9a2.5 2.5 0 1 1 3.5 2.5c-1 .5-1 1-1 2M12 17h.01"/>`),
  leave: icon(svg`<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>`),
  remove: icon(svg`<path d="M6 6l12 12M18 6 6 18"/>`),
};
