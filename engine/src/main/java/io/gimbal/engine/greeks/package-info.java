/** The book's Greeks after each event, expiry by expiry. Above it: risk and hedging; below it: book and pricing. */
@NullMarked
package io.gimbal.engine.greeks;

import org.jspecify.annotations.NullMarked;
