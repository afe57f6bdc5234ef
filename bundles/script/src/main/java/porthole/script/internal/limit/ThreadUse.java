// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.limit;

import java.util.function.LongSupplier;

/**
 * What the calling thread has used.
 *
 * @param nanos a clock that only goes forward
 * @param bytes allocated so far, dead ones too; always 0 where that is not known
 */
public record ThreadUse(LongSupplier nanos, LongSupplier bytes) {}
