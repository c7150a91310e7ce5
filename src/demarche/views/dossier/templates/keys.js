"use strict";
// Everything works without this: it adds keys, search, and opening for old browsers and for paper.
(() => {
  const lines = () => Array.from(document.querySelectorAll("li.r > details > summary")).filter((s) => s.offsetParent !== null);
  const open = (hash) => {
    let node = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const target = node;
    if (target && target.matches("li.r")) target.querySelector("details").open = true;
    for (; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target) target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", () => open(location.hash));
  if (location.hash) open(location.hash);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => { closed.forEach((d) => { d.open = false; }); });

  const find = document.getElementById("find");
  const hits = document.getElementById("hits");
  const search = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    document.querySelectorAll("li.r").forEach((li) => {
      const text = words.length ? li.textContent.toLowerCase() : "";
      li.hidden = !words.every((w) => text.includes(w));
      if (!li.hidden) count += 1;
    });
    document.querySelectorAll(".lines").forEach((list) => {
      list.hidden = words.length > 0 && !list.querySelector("li.r:not([hidden])");
      const head = list.previousElementSibling;
      if (head && head.matches("h3, h4")) head.hidden = list.hidden;
    });
    document.querySelectorAll(".hist").forEach((d) => { d.open = words.length > 0 && !!d.querySelector("li.r:not([hidden])"); });
    document.querySelectorAll("article, .qty").forEach((a) => { a.hidden = words.length > 0 && !a.querySelector("li.r:not([hidden])"); });
    hits.textContent = words.length ? `${count} found` : "";
  };
  find.addEventListener("input", search);

  const keys = document.getElementById("keys");
  document.getElementById("help").addEventListener("click", () => keys.showModal());
  document.getElementById("tools").hidden = false;

  const step = (by) => {
    const all = lines();
    if (!all.length) return;
    let at = all.indexOf(document.activeElement);
    if (at < 0) at = all.findIndex((s) => s.getBoundingClientRect().top > 0) - (by > 0 ? 1 : 0);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target === find) {
      if (event.key === "Escape") { find.value = ""; search(); find.blur(); }
      return;
    }
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); find.focus(); }
    else if (event.key === "?") keys.showModal();
  });
})();
