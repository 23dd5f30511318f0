// Values per minute, drawn by uPlot. The numbers stand beside it for readers who do not see it.
import { LitElement, html } from "lit";
import uPlot from "uplot";
import { hour, short } from "./format.js";

const HEIGHT = 190;

class Chart extends LitElement {
  static properties = { data: { attribute: false }, names: { attribute: false }, colours: { attribute: false }, scheme: {}, language: {} };

  // In the document itself, where the style sheet of uPlot is.
  createRenderRoot() {
    return this;
  }

  render() {
    return html``;
  }

  updated(changed) {
    if (["names", "scheme", "language"].some((name) => changed.has(name) && String(changed.get(name)) !== String(this[name]))) this.#drop();
    if (this.plot) this.plot.setData(this.data);
    else if (this.data?.[0].length) this.#draw();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#drop();
  }

  #drop() {
    this.sizes?.disconnect();
    this.plot?.destroy();
    this.plot = undefined;
  }

  #draw() {
    const style = getComputedStyle(this);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
    const options = {
      width: this.clientWidth || 400,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (plot, min, max) => [Math.min(0, min), Math.max(1, max * 1.1)] } },
      axes: [
        { ...axis, values: (plot, seconds) => seconds.map(hour) },
        { ...axis, size: 64, values: (plot, values) => values.map(short) },
      ],
      series: [{}, ...this.names.map((label, i) => ({ label, stroke: colour(this.colours[i]), width: 2, points: { show: false } }))],
    };
    this.plot = new uPlot(options, this.data, this);
    this.sizes = new ResizeObserver(() => this.plot?.setSize({ width: this.clientWidth, height: HEIGHT }));
    this.sizes.observe(this);
  }
}

customElements.define("k-chart", Chart);
