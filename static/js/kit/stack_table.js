// On a telephone each row of a wide table reads as a card: every cell says its own heading.
// Without this script, and where a cell spans several columns, the table scrolls sideways instead.
const SPANS = "[colspan]:not([colspan='1']), [rowspan]:not([rowspan='1'])";

export function startStackedTables(scope) {
  scope.querySelectorAll(".chairside-scroll > .govuk-table").forEach((table) => {
    if (table.tHead?.rows.length === 1 && !table.querySelector(SPANS)) stack(table);
  });
}

function stack(table) {
  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, column) => label(cell, headings[column]));
  }
  // Shown as blocks, its parts would no longer be announced as a table.
  table.setAttribute("role", "table");
  for (const group of [table.tHead, ...table.tBodies]) group.setAttribute("role", "rowgroup");
  table.parentElement.classList.add("chairside-stack");
}

function label(cell, heading) {
  if (cell.tagName === "TD") {
    cell.setAttribute("role", "cell");
    if (heading && cell.textContent.trim()) cell.dataset.heading = `${heading}: `;
    return;
  }
  cell.setAttribute("role", cell.scope === "row" ? "rowheader" : "columnheader");
}
