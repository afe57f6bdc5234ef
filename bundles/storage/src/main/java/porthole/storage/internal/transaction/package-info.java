// SPDX-License-Identifier: Apache-2.0
/** How documents are written: many callers, one durable batch. */
@NullMarked
package porthole.storage.internal.transaction;

import org.jspecify.annotations.NullMarked;
