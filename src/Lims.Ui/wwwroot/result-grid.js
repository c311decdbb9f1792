// Moves between the cells of a result grid as a spreadsheet does. While an input method composes, its keys are its own.
const idle = 900;

export function attach(table, page) {
  let before = '';
  let timer = 0;
  const cell = (row, column) => table.querySelector(`input[data-row="${row}"][data-column="${column}"]`);
  const place = input => [Number(input.dataset.row), Number(input.dataset.column)];
  const composing = event => event.isComposing || event.keyCode === 229;
  const whole = input => input.selectionStart === 0 && input.selectionEnd === input.value.length;

  function go(input) {
    if (!input) return false;
    input.focus();
    input.select();
    return true;
  }

  table.addEventListener('focusin', event => {
    if (event.target.matches('input')) before = event.target.value;
  });

  table.addEventListener('keydown', event => {
    const input = event.target;
    if (!input.matches?.('input') || composing(event) || event.altKey) return;
    const [row, column] = place(input);
    const caret = input.selectionStart === input.selectionEnd;
    let to = null;
    switch (event.key) {
      case 'Enter': to = cell(row + (event.shiftKey ? -1 : 1), column); event.preventDefault(); input.dispatchEvent(new Event('change', { bubbles: true })); break;
      case 'ArrowDown': to = cell(row + 1, column); break;
      case 'ArrowUp': to = cell(row - 1, column); break;
      case 'ArrowRight': if (whole(input) || (caret && input.selectionStart === input.value.length)) to = cell(row, column + 1); break;
      case 'ArrowLeft': if (whole(input) || (caret && input.selectionStart === 0)) to = cell(row, column - 1); break;
      case 'Home': if (event.ctrlKey) to = cell(0, 0); break;
      case 'F2': input.setSelectionRange(input.value.length, input.value.length); event.preventDefault(); break;
      case 'Escape':
        input.value = before;
        input.select();
        input.dispatchEvent(new Event('change', { bubbles: true }));
        break;
    }
    if (to && go(to)) event.preventDefault();
  });

  // A draft is kept while somebody types: about a second after the last keystroke the cell says what it holds.
  table.addEventListener('input', event => {
    clearTimeout(timer);
    if (event.isComposing) return;
    const input = event.target;
    timer = setTimeout(() => input.isConnected && input.dispatchEvent(new Event('change', { bubbles: true })), idle);
  });
  table.addEventListener('change', () => clearTimeout(timer));

  table.addEventListener('paste', event => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\t\r\n]/.test(text) || !event.target.matches('input')) return;
    event.preventDefault();
    const [row, column] = place(event.target);
    page.invokeMethodAsync('Paste', row, column, text);
  });
}
