'use strict';
// Draws what the daemon says, twice a second. Everything from the cluster is set as text, never as markup.

const EVERY_MS = 500;
const PATIENCE_MS = 1500;
const byId = id => document.getElementById(id);
const incidentAsked = Number((location.pathname.match(/^\/incidents\/(\d+)$/) || [])[1]) || null;

let silentSince = null;
let away = [];
let told = {};
const opened = new Set();
let asked = null;

function make(tag, text, classes) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (classes) element.className = classes;
  return element;
}

function fill(parent, children) {
  parent.replaceChildren(...children);
}

async function ask(path) {
  const answer = await fetch(path, {signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store'});
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const seconds = ms => (ms / 1000).toFixed(ms < 10000 ? 2 : 0) + ' s';
const clock = text => new Date(text).toLocaleTimeString();

// ---- the page's own view of an outage: whoever serves it may be what was unplugged

function silence(now) {
  if (silentSince === null) silentSince = now;
  byId('silence').hidden = false;
  byId('silence').textContent = 'No answer for ' + seconds(now - silentSince)
      + '. Whoever served this page may just have been unplugged; I keep asking.';
}

function answered(now) {
  if (silentSince !== null) {
    away.push({at: silentSince, ms: now - silentSince});
    silentSince = null;
    byId('silence').hidden = true;
  }
  if (away.length > 0) {
    const last = away[away.length - 1];
    byId('away').textContent = 'This page itself was away ' + (away.length === 1 ? 'once' : away.length + ' times')
        + ' while you looked, last at ' + new Date(last.at).toLocaleTimeString() + ' for ' + seconds(last.ms) + '.';
  }
}

// ---- what is

function drawHead(status) {
  document.title = status.cluster + ': ' + status.headline;
  byId('headline').textContent = status.headline;
  const quorum = status.quorum;
  byId('facts').textContent = 'Cluster ' + status.cluster + '. '
      + (quorum.held ? quorum.present + ' of ' + quorum.configured + ' voters are together, ' + quorum.needed + ' are needed. '
                     : 'Only ' + quorum.present + ' of ' + quorum.configured + ' voters are together; ' + quorum.needed + ' are needed to act. ')
      + (status.leader ? status.leader + ' leads. ' : 'Nobody leads. ')
      + (status.busy ? 'A plan is being carried out.' : '');
  byId('foot').textContent = 'As ' + status.self + ' sees it at ' + clock(status['as-of']) + '. crm ' + status.version + '. '
      + 'Nothing can be changed here; on a node: crm status, crm move, crm explain.';
  fill(byId('notices'), status.notices.map(notice => make('li', notice.sentence, notice.gravity)));
}

const calm = {online: 1, standby: 1, maintenance: 1, pending: 1, offline: 1};

function whatIf(name, forecast) {
  const details = make('details', undefined, 'whatif');
  details.open = opened.has(name);
  details.addEventListener('toggle', () => details.open ? opened.add(name) : opened.delete(name));
  const steps = make('ul');
  fill(steps, [...forecast.warnings, ...forecast.actions].map(sentence => make('li', sentence)));
  const moved = forecast.actions.length - 1;
  details.append(make('summary', 'Pulled now? ' + (forecast.warnings[0]
      || (moved > 0 ? 'It is proven off, and ' + moved + (moved === 1 ? ' step follows.' : ' steps follow.') : 'Nothing moves.'))), steps);
  return details;
}

function drawNodes(status) {
  fill(byId('nodes'), status.nodes.map(node => {
    const card = make('article', undefined, 'node ' + node.condition + (calm[node.condition] ? '' : ' attention'));
    const head = make('h3', node.name);
    head.append(make('span', node.witness ? 'witness' : node.condition, 'condition'));
    const runs = make('ul', undefined, 'runs');
    fill(runs, node.runs.map(instance => make('li', instance)));
    card.append(head, runs, make('p', node.sentence));
    if (node['previous-life']) card.append(make('p', node['previous-life'], 'soft'));
    const proven = node['fencing-proven'];
    if (proven) {
      card.append(make('p', proven.succeeded
          ? 'Its power switch was last proven on ' + new Date(proven.at).toLocaleString() + ', in ' + seconds(proven['took-ms']) + '.'
          : 'The last drill of its power switch failed.', 'soft'));
    }
    if (told[node.name]) card.append(whatIf(node.name, told[node.name]));
    return card;
  }));
}

function flat(resources, depth) {
  return resources.flatMap(r => [{...r, depth}, ...flat(r.members, depth + 1)]);
}

function drawResources(status) {
  const nodes = status.nodes.filter(node => !node.witness).map(node => node.name);
  const head = make('tr');
  fill(head, [make('th', 'service'), ...nodes.map(name => make('th', name)), make('th', 'why')]);
  fill(byId('resources').tHead, [head]);
  fill(byId('resources').tBodies[0], flat(status.resources, 0).map(resource => {
    const row = make('tr');
    const name = make('td', resource.id, 'depth-' + Math.min(2, resource.depth) + (resource.failed || resource.blocked ? ' failed' : ''));
    const cells = nodes.map(node => {
      const roles = resource.where.filter(w => w.node === node).map(w => w.role.toLowerCase() === 'started' ? 'here' : w.role.toLowerCase());
      const pending = resource.pending && resource.pending.node === node ? resource.pending.task + ' …' : '';
      return make('td', [...roles, pending].filter(Boolean).join(', ') || '·', roles.length || pending ? 'here' : 'there');
    });
    if (resource.members.length > 0) {
      const whole = make('td', resource.why);
      whole.colSpan = nodes.length + 1;
      fill(row, [name, whole]);
      return row;
    }
    const why = make('td', resource.why + ' ');
    const more = make('button', 'why not elsewhere?');
    more.type = 'button';
    more.addEventListener('click', () => { asked = resource.id; explain(); });
    why.append(more);
    fill(row, [name, ...cells, why]);
    return row;
  }));
}

async function explain() {
  if (asked === null) return;
  try {
    const answer = await ask('/explain.json?resource=' + encodeURIComponent(asked));
    byId('why-title').textContent = 'Why ' + asked + ' is where it is';
    fill(byId('why-text'), answer.explanations.flatMap(e => [
      make('dt', e.instance + (e.node ? ' on ' + e.node : '')), make('dd', e.why),
      ...e.elsewhere.flatMap(other => [make('dt', 'not on ' + other.node), make('dd', other['why-not'])])]));
    byId('why').hidden = false;
  } catch (e) {
    // The next look at the status says that nobody answers.
  }
}

byId('why-close').addEventListener('click', () => { asked = null; byId('why').hidden = true; });

// ---- what would be, and what was

async function forecasts(status) {
  const nodes = status.nodes.filter(node => !node.witness && node.condition === 'online');
  const found = {};
  for (const node of nodes) {
    const answer = await ask('/whatif.json?node=' + encodeURIComponent(node.name));
    found[node.name] = answer;
  }
  told = found;
}

function storyOf(incident) {
  const list = make('ul', undefined, 'story');
  fill(list, incident.lines.map(line => {
    const item = make('li');
    item.append(
        make('span', '+' + seconds(new Date(line.at) - new Date(incident.trigger)), 'offset'),
        make('span', line.kind, 'kind soft'),
        make('span', line.text, line.kind === 'trouble' ? 'trouble' : ''));
    return item;
  }));
  return list;
}

function drawStory(incidents) {
  if (incidents.length === 0) {
    fill(byId('story'), [make('p', 'Nothing has happened yet. Pull a cable.')]);
    return;
  }
  const incident = incidents.find(i => i.number === incidentAsked) || incidents[0];
  const parts = [make('h3', 'No. ' + incident.number + ': ' + incident.title + ', ' + new Date(incident.trigger).toLocaleString()),
    make('p', incident.sentence)];
  if (incident['outage-ms'] !== undefined) parts.push(make('p', 'Away: ' + seconds(incident['outage-ms']), 'outage'));
  if (!incident.ended) parts.push(make('p', 'It goes on.'));
  fill(byId('story'), [...parts, storyOf(incident)]);
  fill(byId('incidents'), incidents.filter(i => i !== incident).map(i => {
    const item = make('li');
    const link = make('a', 'No. ' + i.number + ': ' + i.title);
    link.href = '/incidents/' + i.number;
    item.append(link, make('span', ' ' + new Date(i.trigger).toLocaleString()
        + (i['outage-ms'] !== undefined ? ', away ' + seconds(i['outage-ms']) : ''), 'soft'));
    return item;
  }));
}

// ---- the round

let last = '';
let round = 0;

async function look() {
  try {
    const {status} = await ask('/status.json');
    answered(Date.now());
    const {'as-of': asOf, ...content} = status;
    const now = JSON.stringify(content);
    const changed = now !== last;
    if (changed || round % 20 === 0) {
      last = now;
      const history = await ask('/history.json');
      const incidents = [...history.incidents].sort((a, b) => b.number - a.number);
      drawStory(incidents);
      if (!status.busy) await forecasts(status);
      await explain();
    }
    round++;
    drawHead(status);
    if (changed || round % 20 === 1) { drawNodes(status); drawResources(status); }
  } catch (e) {
    silence(Date.now());
  }
  setTimeout(look, EVERY_MS);
}

look();
