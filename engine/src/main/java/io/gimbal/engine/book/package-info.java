/** Instruments, positions, cash and the numeraire-correct delta ledger of each underlying. Above it: greeks and orders; below it: pricing. */
@NullMarked
package io.gimbal.engine.book;

import org.jspecify.annotations.NullMarked;
