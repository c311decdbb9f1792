// Sends files one after another with their progress, rate and time left. What the server says of a file is shown beside its name.
export function attach(zone, list, page, { address, header, words }) {
  const input = zone.querySelector('input[type=file]');
  const queue = [];
  let busy = false;

  function line(file) {
    const item = document.createElement('li');
    const name = Object.assign(document.createElement('b'), { textContent: file.name });
    const says = Object.assign(document.createElement('span'), { textContent: words.waiting });
    const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
    bar.setAttribute('aria-label', file.name);
    item.append(name, bar, says);
    list.append(item);
    return { item, says, bar };
  }

  function told(request) {
    let answer;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      return request.status ? `${words.failed} (${request.status})` : words.lost;
    }
    return answer.text || Object.values(answer.errors ?? {}).flat().join(' ') || answer.detail || words.failed;
  }

  function send({ file, shown }) {
    return new Promise(done => {
      const request = new XMLHttpRequest();
      const began = performance.now();
      const join = address.includes('?') ? '&' : '?';
      request.open('POST', `${address}${join}name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader(header, '1');
      request.upload.addEventListener('progress', event => {
        if (!event.lengthComputable) return;
        shown.bar.value = event.loaded / event.total;
        const rate = event.loaded / ((performance.now() - began) / 1000);
        const left = Math.ceil((event.total - event.loaded) / rate);
        shown.says.textContent = `${Math.round(100 * event.loaded / event.total)} % · ${(rate / 1048576).toFixed(1)} MiB/s · ${left} s`;
      });
      request.addEventListener('loadend', () => {
        const fine = request.status >= 200 && request.status < 300;
        shown.bar.value = fine ? 1 : 0;
        shown.item.className = fine ? 'lims-uploads-good' : 'lims-uploads-bad';
        shown.says.textContent = told(request);
        if (fine) page.invokeMethodAsync('Taken').catch(() => {});
        done();
      });
      request.send(file);
    });
  }

  async function work() {
    if (busy) return;
    busy = true;
    while (queue.length) await send(queue.shift());
    busy = false;
  }

  function take(files) {
    for (const file of files) queue.push({ file, shown: line(file) });
    work();
  }

  input.addEventListener('change', () => {
    take([...input.files]);
    input.value = '';
  });
  for (const kind of ['dragenter', 'dragover']) {
    zone.addEventListener(kind, event => {
      event.preventDefault();
      zone.dataset.over = '';
    });
  }
  zone.addEventListener('dragleave', () => delete zone.dataset.over);
  zone.addEventListener('drop', event => {
    event.preventDefault();
    delete zone.dataset.over;
    take([...event.dataTransfer.files]);
  });
}
