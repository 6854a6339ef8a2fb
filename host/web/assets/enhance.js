// Sends forms without leaving the page. Every page works without this file: a form that is marked `data-live` is then sent
// by the browser itself.
"use strict";

(() => {
  const main = () => document.getElementById("main");
  const fields = () => [...main().querySelectorAll("input[id], select[id], textarea[id]")].filter((f) => f.type !== "hidden");
  const first = (f) => (f instanceof HTMLSelectElement ? ([...f.options].find((o) => o.defaultSelected) ?? f.options[0])?.value : f.defaultValue);

  // What was typed since the page came, but not what has just been sent.
  const typed = (sent) => new Map(fields().filter((f) => f.value !== first(f) && sent.get(f.id) !== f.value).map((f) => [f.id, f.value]));

  const settle = () => {
    for (const list of document.querySelectorAll("[data-scroll-to-end]")) list.scrollTop = list.scrollHeight;
  };

  // Puts a new page in the place of this one. What the reader is doing goes on: open details, typed text, focus, scroll.
  const show = (text, sent) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("main");
    if (!fresh) return false;
    const open = [...main().querySelectorAll("details[id][open]")].map((d) => d.id);
    const [kept, focus, y] = [typed(sent), document.activeElement?.id, window.scrollY];
    document.title = page.title;
    main().replaceWith(document.adoptNode(fresh));
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, value] of kept) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    settle();
    window.scrollTo({ top: y, behavior: "instant" });
    document.getElementById(focus)?.focus({ preventScroll: true });
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = main().querySelector("[data-announce]")?.textContent.trim() ?? "";
    return true;
  };

  const exchange = async (form, submitter, address, body, sent) => {
    main().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { method: "POST", body });
      if (!show(await answer.text(), sent)) throw new Error("not a page");
    } catch {
      // The browser sends it again in its own way, and shows what is wrong.
      main().removeAttribute("aria-busy");
      form.removeAttribute("data-live");
      if (!form.isConnected) document.body.append(form);
      form.requestSubmit(submitter);
    }
  };

  // One after the other, in the order in which they were sent.
  let last = Promise.resolve();

  document.addEventListener("submit", (event) => {
    const [form, submitter] = [event.target, event.submitter];
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-live") || event.defaultPrevented) return;
    event.preventDefault();
    const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
    const body = new URLSearchParams(new FormData(form, submitter));
    const sent = new Map([...form.elements].filter((f) => f.id).map((f) => [f.id, f.value]));
    last = last.then(() => exchange(form, submitter, address, body, sent));
  });

  // What became of files that were saved elsewhere: the page comes anew when the reader comes back to it.
  window.addEventListener("focus", () => {
    if (!main().querySelector("[data-fresh]")) return;
    last = last.then(async () => {
      const answer = await fetch(location.pathname + location.search).catch(() => null);
      if (answer?.ok) show(await answer.text(), new Map());
    });
  });

  settle();
})();
