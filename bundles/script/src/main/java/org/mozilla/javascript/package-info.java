// SPDX-License-Identifier: Apache-2.0
/** What stands in for classes of the engine's own, or has to be beside them. */
package org.mozilla.javascript;
