"use strict";
/* Before anything is drawn, so that nothing moves when the other scripts are there. */
document.documentElement.classList.add("js");
