// Shows what the sandbox says of itself, anew every two seconds. All of it is shown as text: a path that was asked for
// may hold anything.
"use strict";

const EVERY = 2000;
const SHOWN = 50;
const at = (id) => document.getElementById(id);

const element = (name, text, className = "") => {
  const made = document.createElement(name);
  made.textContent = text ?? "";
  made.className = className;
  return made;
};

const row = (...cells) => {
  const made = element("tr");
  made.append(...cells);
  return made;
};

const tile = ([name, value, className]) => {
  const made = element("div", "", className);
  made.append(element("dt", name), element("dd", value));
  return made;
};

// "customProperties" as "Custom properties".
const words = (name) => {
  const text = name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const count = (value) => (typeof value === "number" ? value.toLocaleString("en") : value);

// The time of day; the whole moment is the cell's title.
const moment = (value) => {
  const text = String(value ?? "");
  const cell = element("td", text.match(/T(\d\d:\d\d:\d\d)/)?.[1] ?? text);
  cell.title = text;
  return cell;
};

const named = (caller) => (caller?.serviceAccount ? "service account" : caller?.userId);

const kind = (status) => (status >= 500 ? "bad" : status >= 400 ? "odd" : "good");

// What nothing is known of is not shown at all: an empty table would say that there is nothing.
const reveal = (name) => document.querySelectorAll(`.${name}`).forEach((section) => { section.hidden = false; });

const showTable = (name, rows) => {
  at(name).replaceChildren(...rows);
  at(`${name}-table`).hidden = rows.length === 0;
  at(`no-${name}`).hidden = rows.length > 0;
};

const showStatus = ({ version, document: described, basePath, counts, clock, requests, faults }) => {
  at("version").textContent = `Version ${version}, of the document ${described}`;
  at("held").replaceChildren(...Object.entries(counts).map(([name, value]) => tile([words(name), count(value)])));
  const running = [
    ["Base of the API", location.origin + basePath, "wide"],
    [clock.stands ? "Clock (stands still)" : "Clock (runs)", clock.now, "wide"],
    ["Requests", count(requests)],
  ];
  at("running").replaceChildren(...running.map(tile));
  showTable("faults", faults.map(({ rule, hits }) => row(
    element("td", rule, "code"),
    element("td", count(hits), "number"),
  )));
  reveal("of-status");
};

const showRequests = ({ requests }) => {
  const last = [...requests].sort((one, other) => other.number - one.number).slice(0, SHOWN);
  showTable("requests", last.map((it) => row(
    element("td", it.number, "number minor"),
    moment(it.at),
    element("td", it.method),
    element("td", it.query ? `${it.path}?${it.query}` : it.path, "code"),
    element("td", it.operation),
    element("td", it.status, `number ${kind(it.status)}`),
    element("td", named(it.caller), "minor"),
    element("td", it.faults.join(", "), "minor"),
  )));
  reveal("of-requests");
};

// Shows what is at a path; says what is wrong if it cannot be had.
const refresh = async (path, show) => {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store" });
  } catch {
    return "The sandbox does not answer: it may have been stopped.";
  }
  if (answer.status !== 200) return `${path.split("?")[0]} is missing: it answers with status ${answer.status}.`;
  try {
    show(await answer.json());
    return "";
  } catch (error) {
    return `${path} is not as this page expects it: ${error.message}`;
  }
};

const refreshAll = async () => {
  if (!document.hidden) {
    const troubles = await Promise.all([
      refresh("/_sandbox/status", showStatus),
      refresh(`/_sandbox/requests?limit=${SHOWN}`, showRequests),
    ]);
    const told = [...new Set(troubles.filter(Boolean))].join(" ");
    // What is said again is not said anew, or a screen reader would repeat it every time.
    if (at("trouble").textContent !== told) at("trouble").textContent = told;
    at("trouble").hidden = told === "";
  }
  setTimeout(refreshAll, EVERY);
};

refreshAll();
