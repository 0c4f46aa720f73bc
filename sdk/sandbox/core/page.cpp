#include "sandbox/core/page.hpp"

namespace crosswalk::sandbox {

std::string_view page_html() {
  return R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Crosswalk sandbox</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
  body { margin: 0; display: grid; grid-template-columns: 15rem 1fr; min-height: 100vh; }
  nav { padding: 1rem; border-right: 1px solid #8884; }
  nav h1 { font-size: 1.05rem; margin: 0 0 .75rem; }
  nav button { display: flex; justify-content: space-between; width: 100%; border: 0; background: none;
    color: inherit; font: inherit; padding: .3rem .5rem; border-radius: .3rem; cursor: pointer; }
  nav button[aria-current=true] { background: #46f3; }
  main { padding: 1rem; overflow: auto; }
  table { border-collapse: collapse; font-size: .88rem; }
  th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8883; white-space: nowrap;
    max-width: 22rem; overflow: hidden; text-overflow: ellipsis; }
  th { position: sticky; top: 0; background: Canvas; }
  td[tabindex]:hover { outline: 1px solid #46f; cursor: text; }
  #said { min-height: 1.5rem; } #said.bad { color: #c33; }
  input[type=search] { font: inherit; padding: .3rem .5rem; width: 20rem; }
</style>
<nav aria-label="Collections"><h1>Crosswalk sandbox</h1><div id="collections"></div>
  <hr><button id="requests">Requests</button><button id="again">Read again</button></nav>
<main><p><input type="search" id="filter" placeholder="Only rows with…" aria-label="Only rows with">
  <span id="many"></span></p><p id="said" role="status"></p><div id="table"></div></main>
<script>
"use strict";
const at = id => document.getElementById(id);
let state = {}, shown = "", log = null;
const idOf = record => record.id !== undefined ? record.id : record.sourcedId;
const say = (text, bad) => { at("said").textContent = text; at("said").className = bad ? "bad" : ""; };
async function ask(method, name, body) {
  const answer = await fetch("/_sandbox/" + name, {method, body: body && JSON.stringify(body)});
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.error || answer.status);
  return value;
}
async function read() {
  state = await ask("GET", "state");
  const names = Object.keys(state).filter(name => Array.isArray(state[name]));
  if (!names.includes(shown)) shown = names.find(name => state[name].length) || names[0] || "";
  draw();
}
function make(tag, text) { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; return e; }
function draw() {
  const list = at("collections");
  list.replaceChildren(...Object.keys(state).filter(name => Array.isArray(state[name])).map(name => {
    const button = make("button");
    button.append(make("span", name), make("span", state[name].length));
    button.setAttribute("aria-current", String(name === shown && !log));
    button.onclick = () => { shown = name; log = null; say(""); draw(); };
    return button;
  }));
  const wanted = at("filter").value.toLowerCase();
  const rows = (log || state[shown] || []).filter(row => !wanted || JSON.stringify(row).toLowerCase().includes(wanted));
  at("many").textContent = rows.length + (rows.length > 500 ? " records, the first 500 are shown" : " records");
  const columns = [...new Set(rows.slice(0, 500).flatMap(row => Object.keys(row)))];
  const table = make("table"), head = make("tr");
  columns.forEach(column => head.append(make("th", column)));
  if (!log) head.append(make("th", ""));
  table.append(head);
  for (const row of rows.slice(0, 500)) {
    const line = make("tr");
    for (const column of columns) {
      const value = row[column];
      const cell = make("td", value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
      cell.title = cell.textContent;
      if (!log && column !== "id" && column !== "sourcedId") {
        cell.tabIndex = 0;
        const edit = () => change(row, column, value);
        cell.onclick = edit;
        cell.onkeydown = event => { if (event.key === "Enter") edit(); };
      }
      line.append(cell);
    }
    if (!log) {
      const cell = make("td"), button = make("button", "Remove");
      button.onclick = () => act("remove", {collection: shown, id: idOf(row)}, shown + " " + idOf(row) + " is gone");
      cell.append(button); line.append(cell);
    }
    table.append(line);
  }
  at("table").replaceChildren(table);
}
async function act(name, body, done) {
  try { await ask("POST", name, body); say(done); } catch (error) { say(String(error.message), true); }
  await read();
}
function change(row, column, value) {
  const asked = prompt(shown + " " + idOf(row) + ": " + column, typeof value === "string" ? value : JSON.stringify(value));
  if (asked === null) return;
  let next = asked;
  if (typeof value !== "string") { try { next = JSON.parse(asked); } catch { next = asked; } }
  act("change", {collection: shown, id: idOf(row), set: {[column]: next}}, shown + " " + idOf(row) + " is changed");
}
at("filter").oninput = draw;
at("again").onclick = () => { log = null; read(); };
at("requests").onclick = async () => { log = (await ask("GET", "log")).log.reverse(); draw(); };
read().catch(error => say(String(error.message), true));
</script>
</html>
)html";
}

}  // namespace crosswalk::sandbox
