// SPDX-License-Identifier: Apache-2.0
/** Scripts that change documents. */
@NullMarked
package porthole.http.internal.patch;

import org.jspecify.annotations.NullMarked;
