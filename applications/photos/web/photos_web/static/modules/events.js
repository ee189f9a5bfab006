const AGAIN_MILLISECONDS = 1000;
// A replica says something twice a second; after this silence the connection is dead, whatever it looks like.
const SILENCE_MILLISECONDS = 12_000;

/**
 * Listens to the server's events for as long as the page can be seen. When a replica goes away the browser comes back
 * to another one; what it takes for a final refusal (an answer other than 200) is asked again all the same.
 *
 * @param handlers functions by the event's name, and `lost` for when nobody answers
 */
export function listen(handlers) {
  let source;
  let timer;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const reopen = () => {
    close();
    handlers.lost();
    timer = setTimeout(open, AGAIN_MILLISECONDS);
  };
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(reopen, SILENCE_MILLISECONDS);
  };
  function open() {
    close();
    source = new EventSource("/events");
    watch();
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) reopen();
      else handlers.lost();
    };
    for (const name of ["hello", "state", "images"]) {
      source.addEventListener(name, (event) => {
        watch();
        handlers[name](JSON.parse(event.data));
      });
    }
  }

  // Browsers allow six connections to a host: pages in the background must not hold them all.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close();
    else open();
  });
  if (!document.hidden) open();
}
