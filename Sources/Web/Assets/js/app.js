// What every page has: theme, local times, countdowns, confirmations, selects that send themselves.
import "./theme.js";
import "./time.js";
import "./countdown.js";
import "./confirm.js";
import "./auto-submit.js";
import "./problems.js";
