// Sends forms without leaving the page. Every page works without this file: a form that is marked `data-live` is then sent
// by the browser itself.
"use strict";

(() => {
  const main = () => document.getElementById("main");

  // What the reader should not lose when the page is replaced: open details, and where lists are scrolled to.
  const remember = () => ({
    open: [...main().querySelectorAll("details[id]")].filter((d) => d.open).map((d) => d.id),
    focus: document.activeElement?.id,
    y: window.scrollY,
  });

  const settle = () => {
    for (const list of document.querySelectorAll("[data-scroll-to-end]")) list.scrollTop = list.scrollHeight;
  };

  const show = (text, before) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.getElementById("main");
    if (!fresh) return false;
    document.title = page.title;
    main().replaceWith(document.adoptNode(fresh));
    for (const id of before.open) document.getElementById(id)?.setAttribute("open", "");
    settle();
    window.scrollTo({ top: before.y, behavior: "instant" });
    const target = document.querySelector("[data-focus]") ?? document.getElementById(before.focus);
    target?.focus({ preventScroll: true });
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = main().querySelector("[data-announce]")?.textContent.trim() ?? "";
    return true;
  };

  let sending = false;

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-live") || event.defaultPrevented) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const before = remember();
    main().setAttribute("aria-busy", "true");
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    const reading = form.method === "get";
    const address = new URL(form.action);
    if (reading) address.search = fields.toString();
    try {
      const answer = await fetch(address, reading ? {} : { method: "POST", body: fields });
      if (!show(await answer.text(), before)) throw new Error("not a page");
      if (reading) history.replaceState(null, "", address);
    } catch {
      // The browser sends it again in its own way and shows what is wrong; a message sent twice is answered once.
      form.removeAttribute("data-live");
      form.requestSubmit(event.submitter);
    } finally {
      sending = false;
      main().removeAttribute("aria-busy");
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.hasAttribute("data-send-on-change")) event.target.form?.requestSubmit();
  });

  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && box instanceof HTMLTextAreaElement && box.hasAttribute("data-send-on-enter")) {
      event.preventDefault();
      box.form?.requestSubmit();
    }
  });

  settle();
})();
