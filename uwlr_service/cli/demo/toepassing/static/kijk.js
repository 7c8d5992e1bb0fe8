// Asks each second whether somebody is still signed in; when the school ended that, the page says so.
const SECOND = 1000;

async function look() {
  try {
    const answer = await fetch("/stand", { cache: "no-store" });
    if (answer.ok && !(await answer.json()).ingelogd) {
      location.reload();
      return;
    }
  } catch {
    // The application may be away for a moment.
  }
  setTimeout(look, SECOND);
}

setTimeout(look, SECOND);
