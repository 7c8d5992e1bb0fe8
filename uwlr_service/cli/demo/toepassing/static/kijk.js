// Asks each second whether somebody is still signed in; when the school ended that, the page says so.
const SECOND = 1000;
let isLeaving = false;

async function look() {
  try {
    const answer = await fetch("/stand", { cache: "no-store" });
    if (answer.ok && !(await answer.json()).ingelogd) {
      // To read this page again would call off the way to the provider, which has to hear of it too.
      if (!isLeaving) {
        location.reload();
      }
      return;
    }
  } catch {
    // The application may be away for a moment.
  }
  setTimeout(look, SECOND);
}

addEventListener("submit", () => {
  isLeaving = true;
});
setTimeout(look, SECOND);
