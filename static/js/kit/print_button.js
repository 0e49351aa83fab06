// <button type="button" data-print>Print</button>
export function startPrintButtons() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
}
