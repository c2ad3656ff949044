// The Deribit client of ccxt, unchanged but for its addresses, trades on the local exchange over REST and WebSocket, and
// its numbers are held against each other: what one way says, the other must say too.
//
// Reads the exchange's start line from standard input: {"url": …, "clientId": …, "clientSecret": …}.
// Prints one JSON line per check and one for all; exits 0 when every check held.

import { readFileSync } from 'node:fs';
import ccxt from 'ccxt';
import { Checks, expect, expectEqual, expectNear, expectRefusal, scaled, until } from './checks.mjs';

const FUTURE_USD = 5_000;
const FIRST_LINE = readFileSync(0, 'utf8').split('\n').find((line) => line.trim().startsWith('{'));
const { url, clientId, clientSecret } = JSON.parse(FIRST_LINE);

/** ccxt's client with a memory for notifications; it has no positions over WebSocket, so user.changes is added as raw frames. */
class Client extends ccxt.pro.deribit {
  notifications = [];

  handleMessage(client, message) {
    const channel = message?.params?.channel;
    if (channel !== undefined) {
      this.notifications.push({ channel, data: structuredClone(message.params.data) });
    }
    if (channel?.startsWith('user.changes')) {
      client.resolve(message.params.data, channel);
      return;
    }
    super.handleMessage(client, message);
  }

  async subscribeToChanges() {
    const channel = 'user.changes.any.any.raw';
    await this.authenticate();
    const request = { jsonrpc: '2.0', id: this.requestId(), method: 'private/subscribe', params: { channels: [channel] } };
    this.watch(this.urls.api.ws, channel, request, channel).catch(() => {});
  }

  /** Everything a channel said, whose name begins so; arrays are taken apart. */
  said(prefix) {
    return this.notifications.filter(({ channel }) => channel.startsWith(prefix)).flatMap(({ data }) => data);
  }
}

async function connect(key, secret) {
  const base = new URL(url);
  const isSecure = base.protocol === 'https:' || base.protocol === 'wss:';
  const exchange = new Client({ apiKey: key, secret });
  exchange.urls.api = {
    ...exchange.urls.api,
    rest: `${isSecure ? 'https' : 'http'}://${base.host}`,
    ws: `${isSecure ? 'wss' : 'ws'}://${base.host}/ws/api/v2`,
  };
  await exchange.loadHttpProxyAgent(); // what ccxt asks for where a WebSocket has no TLS
  return exchange;
}

const checks = new Checks();
const exchange = await connect(clientId, clientSecret);
let isDone = false;

/** Keeps a subscription alive; what it brings is remembered by the client. */
function follow(watch) {
  const loop = async () => {
    while (!isDone) {
      await watch();
    }
  };
  loop().catch((error) => {
    if (!isDone) {
      checks.run('subscription', () => Promise.reject(error));
    }
  });
}

const byId = (id) => exchange.said('user.orders').filter((order) => order.order_id === id);
const lastState = (id) => byId(id).at(-1);
const tradesOf = (id) => exchange.said('user.trades').filter((trade) => trade.order_id === id);
const bestOf = async (market) => (await exchange.fetchOrderBook(market.symbol, 10));
const tick = (market, price) => Number(exchange.priceToPrecision(market.symbol, price));

let startedAt;
let perpetual;
let option;
let linear;

await checks.run('markets', async () => {
  const markets = Object.values(await exchange.loadMarkets());
  const ids = new Set(markets.map((market) => market.id));
  expectEqual(ids.size, markets.length, 'ids are unique');
  for (const market of markets) {
    expect(market.precision.price > 0 && market.precision.amount > 0 && market.contractSize > 0, 'ticks and sizes', market.info);
    expect(market.taker >= 0 && market.created > 0, 'fees and creation', market.info);
  }
  const options = markets.filter((market) => market.option);
  for (const market of options) {
    expect(market.strike > 0 && market.expiry > 0 && /^(call|put)$/.test(market.optionType), 'terms of an option', market.info);
    expectEqual(new Date(market.expiry).getUTCHours(), 8, 'expiries are at 08:00');
  }
  perpetual = markets.find((market) => market.swap && market.inverse && market.active);
  linear = markets.find((market) => market.swap && market.linear && market.active);
  expect(perpetual !== undefined, 'an inverse perpetual is listed');
  expect(options.length > 0, 'options are listed');
  return { markets: markets.length, options: options.length, perpetual: perpetual.id, linear: linear?.id };
});

await checks.run('time and status', async () => {
  startedAt = await exchange.fetchTime();
  expect(startedAt > 1_500_000_000_000, 'milliseconds', { startedAt });
  const { status } = await exchange.fetchStatus();
  expectEqual(status, 'ok', 'open for business');
  return { time: startedAt };
});

await checks.run('currencies', async () => {
  const currencies = await exchange.fetchCurrencies();
  expect(currencies[perpetual.base] !== undefined, 'the coin is listed', { found: Object.keys(currencies) });
  return { currencies: Object.keys(currencies).length };
});

await checks.run('tickers over REST', async () => {
  const ticker = await exchange.fetchTicker(perpetual.symbol);
  expect(ticker.bid > 0 && ticker.bid < ticker.ask, 'bid below ask', ticker);
  expect(ticker.markPrice > 0 && ticker.indexPrice > 0, 'mark and index', ticker);
  const tickers = await exchange.fetchTickers(undefined, { code: perpetual.base });
  const inSummary = tickers[perpetual.symbol];
  expect(inSummary !== undefined, 'the summary lists the perpetual');
  const quoted = Object.values(tickers).filter((each) => exchange.market(each.symbol).option && each.bid > 0 && each.ask > 0);
  expect(quoted.length > 0, 'options are quoted');
  const forward = ticker.indexPrice;
  const distance = (each) => Math.abs(exchange.market(each.symbol).strike - forward);
  quoted.sort((a, b) => distance(a) - distance(b) || exchange.market(a.symbol).expiry - exchange.market(b.symbol).expiry);
  option = exchange.market(quoted[0].symbol);
  return { bid: ticker.bid, ask: ticker.ask, mark: ticker.markPrice, quotedOptions: quoted.length, option: option.id };
});

await checks.run('order book over REST', async () => {
  const book = await bestOf(perpetual);
  const bids = book.bids.map(([price]) => price);
  const asks = book.asks.map(([price]) => price);
  expect(bids.length > 0 && asks.length > 0, 'two sides', book);
  expect(bids.every((price, i) => i === 0 || price < bids[i - 1]), 'bids fall', { bids });
  expect(asks.every((price, i) => i === 0 || price > asks[i - 1]), 'asks rise', { asks });
  expect(bids[0] < asks[0], 'not crossed', { bid: bids[0], ask: asks[0] });
  for (const [price, amount] of [...book.bids, ...book.asks]) {
    expectEqual(tick(perpetual, price), price, 'on the grid');
    expect(amount > 0 && scaled(amount) % scaled(perpetual.contractSize) === 0, 'whole contracts', { amount });
  }
  expect(book.nonce > 0, 'a change id', { nonce: book.nonce });
  return { levels: bids.length + asks.length };
});

await checks.run('option ticker with Greeks', async () => {
  const { info } = await exchange.fetchTicker(option.symbol);
  const { delta, gamma, vega, theta } = info.greeks;
  const isCall = option.optionType === 'call';
  expect(isCall ? delta > 0 && delta < 1 : delta < 0 && delta > -1, 'delta of its side', info.greeks);
  expect(Number(gamma) >= 0 && Number(vega) >= 0 && Number(theta) <= 0, 'signs of a long option', info.greeks);
  expect(Number(info.mark_iv) > 1 && Number(info.mark_iv) < 1000, 'volatility in percent', info);
  expect(Number(info.underlying_price) > 0 && Number(info.mark_price) > 0, 'forward and mark', info);
  return { instrument: option.id, markIv: Number(info.mark_iv), delta: Number(delta) };
});

await checks.run('public trades over REST', async () => {
  const trades = await exchange.fetchTrades(perpetual.symbol, undefined, 20);
  expect(trades.every((trade) => trade.price > 0 && trade.amount > 0), 'prices and amounts', trades[0]);
  return { trades: trades.length };
});

await checks.run('funding over REST', async () => {
  const funding = await exchange.fetchFundingRate(perpetual.symbol);
  expect(Number.isFinite(funding.fundingRate), 'a rate', funding);
  return { fundingRate: funding.fundingRate };
});

await checks.run('ticker over WebSocket', async () => {
  const ticker = await exchange.watchTicker(perpetual.symbol);
  expect(ticker.bid < ticker.ask && ticker.markPrice > 0, 'a market', ticker);
  follow(() => exchange.watchTicker(perpetual.symbol));
  return { bid: ticker.bid, ask: ticker.ask };
});

await checks.run('order book over WebSocket equals REST', async () => {
  await exchange.watchOrderBook(perpetual.symbol);
  follow(() => exchange.watchOrderBook(perpetual.symbol));
  const same = await until('both books equal', async () => {
    const rest = await bestOf(perpetual);
    const live = exchange.orderbooks[perpetual.symbol];
    const levels = (side) => JSON.stringify(side.slice(0, 5).map(([price, amount]) => [price, amount]));
    return levels(live.bids) === levels(rest.bids) && levels(live.asks) === levels(rest.asks) && rest;
  });
  return { bid: same.bids[0][0], ask: same.asks[0][0], levelsCompared: 10 };
});

await checks.run('book changes form a chain', async () => {
  const prefix = `book.${perpetual.id}.`;
  const frames = await until('five book changes', () => exchange.said(prefix).length > 5 && exchange.said(prefix));
  expectEqual(frames[0].type, 'snapshot', 'the first is a snapshot');
  for (let i = 1; i < frames.length; i++) {
    expectEqual(frames[i].prev_change_id, frames[i - 1].change_id, `link ${i}`);
  }
  return { changes: frames.length - 1 };
});

await checks.run('wrong secrets are refused', async () => {
  const stranger = await connect(clientId, `${clientSecret}x`);
  try {
    const kind = await expectRefusal(() => stranger.fetchBalance(), ccxt.AuthenticationError);
    await expectRefusal(() => stranger.watchBalance(), ccxt.ExchangeError);
    return { kind };
  } finally {
    await stranger.close();
  }
});

await checks.run('authentication over WebSocket', async () => {
  const { result } = await exchange.authenticate();
  expect(result.access_token.length > 0 && result.refresh_token.length > 0, 'tokens');
  expect(result.token_type === 'bearer' && result.expires_in > 0, 'a bearer token that ends', { expires: result.expires_in });
  expect(result.scope.includes('trade:read_write'), 'may trade', { scope: result.scope });
  return { scope: result.scope };
});

await checks.run('bearer tokens over REST', async () => {
  const summaryWith = async (token) => {
    const answer = await fetch(`${exchange.urls.api.rest}/api/v2/private/get_account_summary?currency=${perpetual.base}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return { status: answer.status, ...(await answer.json()) };
  };
  const request = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const { result } = await exchange.publicGetAuth(request);
  const own = await summaryWith(result.access_token);
  expectEqual(own.result?.currency, perpetual.base, 'an account');
  const socket = await exchange.authenticate();
  const bound = await summaryWith(socket.result.access_token);
  expectEqual(bound.error?.code, 13009, 'a token bound to the WebSocket connection is of no use elsewhere');
  const none = await summaryWith('nonsense');
  expectEqual(none.error?.code, 13009, 'no token');
  return { status: own.status };
});

await checks.run('private subscriptions', async () => {
  follow(() => exchange.watchOrders());
  follow(() => exchange.watchMyTrades());
  follow(() => exchange.watchBalance());
  follow(() => exchange.watchTrades(perpetual.symbol));
  await exchange.subscribeToChanges();
  await until('a portfolio', () => exchange.said('user.portfolio').some(({ currency }) => currency === perpetual.base));
  return { channels: new Set(exchange.notifications.map(({ channel }) => channel)).size };
});

const portfolio = () => exchange.said('user.portfolio').findLast(({ currency }) => currency === perpetual.base);
const summary = async () => (await exchange.fetchBalance({ code: perpetual.base })).info;

await checks.run('balance over REST and WebSocket', async () => {
  const all = await exchange.fetchBalance();
  const own = all[perpetual.base];
  expect(own.total > 0 && own.free > 0 && own.free <= own.total, 'money to trade with', own);
  await until('equal balances', async () => scaled((await summary()).balance) === scaled(portfolio().balance));
  return { equity: own.total, free: own.free };
});

let resting;

await checks.run('place a limit order', async () => {
  const { bids } = await bestOf(perpetual);
  const price = tick(perpetual, bids[0][0] * 0.99);
  resting = await exchange.createOrder(perpetual.symbol, 'limit', 'buy', FUTURE_USD, price, { label: 'node-1', postOnly: true });
  expectEqual(resting.status, 'open', 'open');
  expectEqual(resting.price, price, 'its price');
  expectEqual(resting.amount, FUTURE_USD, 'its amount');
  expectEqual(resting.filled, 0, 'nothing filled');
  const seen = await until('it over WebSocket', () => lastState(resting.id));
  expect(seen.order_state === 'open' && seen.label === 'node-1' && seen.price === price, 'the same order', seen);
  const asked = await exchange.fetchOrder(resting.id);
  expect(asked.status === 'open' && asked.price === price && asked.postOnly === true, 'the same over REST', asked);
  const open = await exchange.fetchOpenOrders(perpetual.symbol);
  expectEqual(open.filter(({ id }) => id === resting.id).length, 1, 'among the open orders');
  const book = await exchange.fetchOrderBook(perpetual.symbol, 1000);
  expect(book.bids.some(([each, amount]) => each === price && amount >= FUTURE_USD), 'in the book', { price });
  return { order: resting.id, price };
});

await checks.run('edit it', async () => {
  const price = tick(perpetual, resting.price * 0.999);
  const edited = await exchange.editOrder(resting.id, perpetual.symbol, 'limit', 'buy', 2 * FUTURE_USD, price);
  expectEqual(edited.id, resting.id, 'the same order');
  expectEqual(edited.amount, 2 * FUTURE_USD, 'its new amount');
  expectEqual(edited.price, price, 'its new price');
  expectEqual(edited.info.replaced, true, 'replaced');
  await until('it over WebSocket', () => byId(resting.id).some((order) => order.price === price && order.amount === 2 * FUTURE_USD));
  return { price, amount: edited.amount };
});

await checks.run('cancel it', async () => {
  const cancelled = await exchange.cancelOrder(resting.id);
  expectEqual(cancelled.status, 'canceled', 'cancelled');
  const seen = await until('it over WebSocket', () => byId(resting.id).find((order) => order.order_state === 'cancelled'));
  expectEqual(seen.cancel_reason, 'user_request', 'by us');
  const asked = await exchange.fetchOrder(resting.id);
  expectEqual(asked.status, 'canceled', 'over REST too');
  expectEqual((await exchange.fetchOpenOrders(perpetual.symbol)).length, 0, 'nothing open');
  await expectRefusal(() => exchange.cancelOrder(resting.id), ccxt.BaseError);
  return { reason: seen.cancel_reason };
});

await checks.run('orders that must be refused', async () => {
  const { bids, asks } = await bestOf(perpetual);
  const far = tick(perpetual, bids[0][0] * 0.99);
  const crossing = tick(perpetual, asks[0][0] * 1.001);
  const codes = [];
  const refuse = async (code, params) => {
    const request = { instrument_name: perpetual.id, amount: FUTURE_USD, type: 'limit', price: far, ...params };
    codes.push(`${code} ${await expectRefusal(() => exchange.privateGetBuy(request), ccxt.BaseError, code)}`);
  };
  await refuse(11054, { price: crossing, post_only: true, reject_post_only: true });
  await refuse(10043, { price: far + perpetual.precision.price / 5 });
  await refuse(-32602, { instrument_name: 'BTC-NOTHING' });
  await refuse(10009, { amount: 1_000_000_000 });
  await expectRefusal(() => exchange.fetchOrder('1234567890123'), ccxt.OrderNotFound);
  return { codes };
});

let bought;
let before;

await checks.run('fill with a market order', async () => {
  before = await summary();
  bought = await exchange.createOrder(perpetual.symbol, 'market', 'buy', FUTURE_USD);
  expectEqual(bought.status, 'closed', 'filled');
  expectEqual(bought.filled, FUTURE_USD, 'whole');
  const inReply = bought.trades.map(({ id }) => id).sort();
  await until('its trades over WebSocket', () => tradesOf(bought.id).length >= inReply.length);
  const overSocket = tradesOf(bought.id).map(({ trade_id: id }) => id).sort();
  expectEqual(JSON.stringify(overSocket), JSON.stringify(inReply), 'the same trades, each once');
  await until('its end over WebSocket', () => lastState(bought.id)?.order_state === 'filled');
  const overRest = await exchange.fetchOrderTrades(bought.id);
  expectEqual(JSON.stringify(overRest.map(({ id }) => id).sort()), JSON.stringify(inReply), 'the same over REST');
  expectEqual(overRest.reduce((sum, { amount }) => sum + amount, 0), FUTURE_USD, 'their amounts add up');
  return { order: bought.id, average: bought.average, trades: inReply.length };
});

await checks.run('fees to the last digit', async () => {
  let paid = 0;
  for (const trade of tradesOf(bought.id)) {
    expectEqual(trade.fee_currency, perpetual.base, 'in coin');
    expectEqual(trade.liquidity, 'T', 'as taker');
    expectNear(trade.fee, (perpetual.taker * trade.amount) / trade.price, 1, 'rate × amount / price');
    paid += scaled(trade.fee);
  }
  return { fee: paid / 1e8, rate: perpetual.taker };
});

await checks.run('public trades show it', async () => {
  const ids = new Set(tradesOf(bought.id).map(({ trade_id: id }) => id));
  const prefix = `trades.${perpetual.id}.`;
  const print = await until('the print', () => exchange.said(prefix).find(({ trade_id: id }) => ids.has(id)));
  expectEqual(print.direction, 'buy', 'direction of the taker');
  expectEqual(print.label, undefined, 'nothing private in it');
  return { tradeSeq: print.trade_seq };
});

await checks.run('position over REST and WebSocket', async () => {
  const position = await exchange.fetchPosition(perpetual.symbol);
  expectEqual(Number(position.info.size), FUTURE_USD, 'size in dollars');
  expectEqual(position.side, 'long', 'long');
  const trades = tradesOf(bought.id);
  const coins = trades.reduce((sum, { amount, price }) => sum + amount / price, 0);
  expect(Math.abs(position.entryPrice - FUTURE_USD / coins) < 0.01, 'entry at the harmonic mean', { entry: position.entryPrice, mean: FUTURE_USD / coins });
  const size = Number(position.info.size_currency);
  expectNear(size, FUTURE_USD / Number(position.info.mark_price), 2, 'in coin by the mark');
  const all = await exchange.fetchPositions(undefined, { currency: perpetual.base });
  expect(all.some(({ symbol }) => symbol === perpetual.symbol), 'among all positions');
  const pushed = await until('it in user.changes', () => exchange.said('user.changes')
    .flatMap(({ positions }) => positions ?? [])
    .findLast(({ instrument_name: name }) => name === perpetual.id));
  expectEqual(pushed.size, FUTURE_USD, 'the same size over WebSocket');
  expectNear(pushed.average_price, position.info.average_price, 1e4, 'the same entry over WebSocket');
  return { size: pushed.size, entry: position.entryPrice };
});

await checks.run('account adds up with a position open', async () => {
  const { info } = await exchange.fetchPosition(perpetual.symbol);
  const floating = FUTURE_USD / Number(info.average_price) - FUTURE_USD / Number(info.mark_price);
  expectNear(info.floating_profit_loss, floating, 2, 'A × (1/entry − 1/mark)');
  const account = Object.fromEntries(Object.entries(await summary()).map(([name, value]) => [name, Number(value)]));
  const parts = account.balance + account.session_upl + account.session_rpl + account.options_value;
  expectNear(account.equity, parts, 2, 'equity = balance + session results + options');
  expectNear(account.available_funds, account.margin_balance - account.initial_margin, 2, 'funds = margin balance − initial margin');
  expect(account.maintenance_margin > 0 && account.maintenance_margin <= account.initial_margin, 'margins', account);
  expect(account.delta_total > 0, 'long the coin', account);
  return { equity: account.equity, initialMargin: account.initial_margin, deltaTotal: account.delta_total };
});

await checks.run('close it, reduce-only', async () => {
  const { bids } = await bestOf(perpetual);
  const price = tick(perpetual, bids[0][0] * 0.999);
  const sold = await exchange.createOrder(perpetual.symbol, 'limit', 'sell', FUTURE_USD, price, { timeInForce: 'IOC', reduceOnly: true });
  expectEqual(sold.filled, FUTURE_USD, 'whole');
  await until('its trades', () => tradesOf(sold.id).reduce((sum, { amount }) => sum + amount, 0) === FUTURE_USD);
  const coins = (id) => tradesOf(id).reduce((sum, { amount, price: at }) => sum + amount / at, 0);
  const profit = tradesOf(sold.id).reduce((sum, { profit_loss: each }) => sum + scaled(each), 0) / 1e8;
  expectNear(profit, coins(bought.id) - coins(sold.id), 3, 'A × (1/entry − 1/exit)');
  const position = await exchange.fetchPosition(perpetual.symbol);
  expectEqual(Number(position.info.size), 0, 'flat');
  const fees = [...tradesOf(bought.id), ...tradesOf(sold.id)].reduce((sum, { fee }) => sum + scaled(fee), 0) / 1e8;
  const after = await summary();
  const change = Number(after.equity) - Number(before.equity);
  expectNear(change, profit - fees, 5, 'equity changed by the result less the fees');
  return { profit, fees, equityChange: scaled(change) / 1e8 };
});

await checks.run('IOC and FOK', async () => {
  const { bids } = await bestOf(perpetual);
  const far = tick(perpetual, bids[0][0] * 0.99);
  const ioc = await exchange.createOrder(perpetual.symbol, 'limit', 'buy', FUTURE_USD, far, { timeInForce: 'IOC' });
  expect(ioc.status === 'canceled' && ioc.filled === 0, 'an IOC that finds nothing is cancelled', ioc.info);
  const fok = await exchange.createOrder(perpetual.symbol, 'limit', 'buy', FUTURE_USD, far, { timeInForce: 'FOK' })
    .catch((error) => ({ status: 'rejected', error }));
  expect(fok.status === 'canceled' || fok.status === 'rejected', 'a FOK too', fok);
  return { ioc: ioc.status, fok: fok.status };
});

await checks.run('trade an option', async () => {
  const book = await bestOf(option);
  const [price] = book.asks[0];
  const amount = option.limits.amount.min;
  const order = await exchange.createOrder(option.symbol, 'limit', 'buy', amount, tick(option, price + 10 * option.precision.price), { timeInForce: 'IOC', label: 'node-option' });
  expectEqual(order.filled, amount, 'filled');
  const trades = await until('its trades', () => tradesOf(order.id).length > 0 && tradesOf(order.id));
  for (const trade of trades) {
    const cap = 0.125 * trade.price * trade.amount;
    const base = option.inverse ? option.taker * trade.amount : option.taker * trade.amount * trade.index_price;
    expectNear(trade.fee, Math.min(base, cap), 1, 'fee of an option');
    expect(trade.iv > 0 && trade.index_price > 0, 'volatility and index', trade);
  }
  const position = await exchange.fetchPosition(option.symbol);
  expectEqual(Number(position.info.size), amount, 'size in coins');
  const back = await exchange.createOrder(option.symbol, 'market', 'sell', amount, undefined, { reduceOnly: true });
  expectEqual(back.filled, amount, 'sold again');
  const flat = await exchange.fetchPosition(option.symbol);
  expectEqual(Number(flat.info.size), 0, 'flat');
  return { option: option.id, price: order.average, soldAt: back.average };
});

await checks.run('trade a linear perpetual', async () => {
  if (linear === undefined) {
    return { skipped: 'none is listed' };
  }
  const ticker = await exchange.fetchTicker(linear.symbol);
  const amount = Number(exchange.amountToPrecision(linear.symbol, FUTURE_USD / ticker.ask));
  const open = await exchange.createOrder(linear.symbol, 'market', 'buy', amount);
  expectEqual(open.filled, amount, 'bought');
  const trades = await until('its trades', () => tradesOf(open.id).length > 0 && tradesOf(open.id));
  for (const trade of trades) {
    expectNear(trade.fee, linear.taker * trade.amount * trade.price, 1, 'rate × amount × price');
    expectEqual(trade.fee_currency, linear.settle, 'in dollars');
  }
  const close = await exchange.createOrder(linear.symbol, 'market', 'sell', amount, undefined, { reduceOnly: true });
  await until('the closing trades', () => tradesOf(close.id).reduce((sum, each) => sum + scaled(each.amount), 0) === scaled(amount));
  const money = (id) => tradesOf(id).reduce((sum, each) => sum + each.amount * each.price, 0);
  const profit = tradesOf(close.id).reduce((sum, { profit_loss: each }) => sum + scaled(each), 0) / 1e8;
  expectNear(profit, money(close.id) - money(open.id), 100, 'amount × (exit − entry)');
  return { amount, profit };
});

await checks.run('cancel all', async () => {
  const { bids, asks } = await bestOf(perpetual);
  const ids = [];
  for (const [side, price] of [['buy', bids[0][0] * 0.98], ['buy', bids[0][0] * 0.97], ['sell', asks[0][0] * 1.02]]) {
    const order = await exchange.createOrder(perpetual.symbol, 'limit', side, FUTURE_USD, tick(perpetual, price));
    ids.push(order.id);
  }
  await exchange.cancelAllOrders(perpetual.symbol);
  expectEqual((await exchange.fetchOpenOrders(perpetual.symbol)).length, 0, 'nothing open');
  await until('all of them over WebSocket', () => ids.every((id) => lastState(id)?.order_state === 'cancelled'));
  return { orders: ids.length };
});

await checks.run('candles over REST hold our trades', async () => {
  const candles = await exchange.fetchOHLCV(perpetual.symbol, '1m', startedAt - 600_000, 20);
  for (const [, open, high, low, close, volume] of candles) {
    expect(high >= Math.max(open, close) && low <= Math.min(open, close) && volume >= 0, 'high and low', { open, high, low, close });
  }
  for (const { timestamp, price } of tradesOf(bought.id)) {
    const candle = candles.find(([start]) => timestamp >= start && timestamp < start + 60_000);
    expect(candle !== undefined && candle[2] >= price && candle[3] <= price, 'its minute spans it', { timestamp, price, candle });
  }
  return { candles: candles.length };
});

await checks.run('history over REST equals what was watched', async () => {
  const trades = await exchange.fetchMyTrades(perpetual.symbol, startedAt, 100);
  const watched = exchange.said('user.trades').filter(({ instrument_name: name }) => name === perpetual.id);
  expectEqual(JSON.stringify(trades.map(({ id }) => id).sort()), JSON.stringify(watched.map(({ trade_id: id }) => id).sort()), 'the same trades');
  for (const trade of trades) {
    const other = watched.find(({ trade_id: id }) => id === trade.id);
    expect(trade.price === other.price && trade.amount === other.amount && scaled(trade.fee.cost) === scaled(other.fee), 'the same numbers', { trade: trade.info, other });
  }
  const closed = await exchange.fetchClosedOrders(perpetual.symbol);
  expect(closed.some(({ id }) => id === bought.id), 'the filled order is history');
  return { trades: trades.length, closedOrders: closed.length };
});

await checks.run('money at the end', async () => {
  const found = await until('equal balances', async () => {
    const rest = await summary();
    return scaled(rest.balance) === scaled(portfolio().balance) && rest;
  });
  expect(exchange.said('user.portfolio').length > 1, 'the portfolio was pushed as it changed');
  return { balance: Number(found.balance), equity: Number(found.equity) };
});

isDone = true;
await exchange.close();
process.exitCode = checks.summary() ? 0 : 1;
setTimeout(() => process.exit(), 1_000).unref();
