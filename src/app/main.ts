/** Starts the page. */
import { createLateStore } from '../data/late-store';
import { createEngine } from '../engine/engine';
import { MixPanel } from '../panel/panel';
import { setLocale } from '../ui/format';
import '../ui/register';
import { installTheme, rememberedTheme, setTheme } from '../ui/theme';
import { createActions } from './actions';
import { MixDataMenu } from './data-menu/data-menu';
import { prepareFirstView } from './first-view';
import { createHistory } from './history';
import { rememberedLocale } from './locale';
import { MixApp } from './mix-app';
import { createOffline } from './offline';
import { placeOf } from './pages';
import { createStore, emptyState } from './state';

const history = createHistory();
const engine = createEngine();
const base = new URL('data/', document.baseURI);
if (placeOf(history.hash()) === undefined) prepareFirstView(engine, history.current(), base);
installTheme();
const theme = rememberedTheme();
setTheme(theme);
const locale = rememberedLocale();
setLocale(locale);
customElements.define('mix-panel', MixPanel);
customElements.define('mix-data-menu', MixDataMenu);

const store = createStore({ ...emptyState, theme, locale });
const actions = createActions(store, history, createLateStore(), base);
const offline = createOffline(store, document.baseURI);
const app = document.querySelector('mix-app');
if (app !== null) {
  // Before the definition: lit takes over properties that an element got early.
  Object.assign(app, { store, history, actions, engine, offline });
}
customElements.define('mix-app', MixApp);
// Not awaited: parts that are loaded meanwhile import this file, and would wait for its end.
void actions.start().then(() => offline.start());
