// SPDX-License-Identifier: Apache-2.0
/** Bulk insert and the operations that clients follow and kill. */
@NullMarked
package porthole.http.internal.operation;

import org.jspecify.annotations.NullMarked;
