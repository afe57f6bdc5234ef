// SPDX-License-Identifier: Apache-2.0
/** Who may pass: decisions on plain values. */
@NullMarked
package porthole.gate.internal.access;

import org.jspecify.annotations.NullMarked;
