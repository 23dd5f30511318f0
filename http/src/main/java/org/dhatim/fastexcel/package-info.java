/**
 * One class in a package of the library fastexcel, because what it overrides is visible nowhere
 * else. Guarded by {@code SinksTest}, which compares two workbooks byte by byte.
 */
@NullMarked
package org.dhatim.fastexcel;

import org.jspecify.annotations.NullMarked;
