/** Names in a chart's legend, in the colour of text: that of a pale band could not be read. */
export function legendText(name: string) {
  return <span className="chart-legend">{name}</span>;
}
