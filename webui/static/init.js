// Loaded before the page is drawn: the class tells the style sheet that scripts run.
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", function () {
  var tab = document.querySelector(".subnav [aria-current]");
  var row = tab && tab.closest("ul");
  if (row) row.scrollLeft = tab.getBoundingClientRect().left - row.getBoundingClientRect().left - 56;
  if (!window.DKFDS) {
    document.documentElement.classList.remove("js");
    return;
  }
  DKFDS.init();
  var menu = document.querySelector(".mainmenu[data-more]");
  var more = document.querySelector(".navigation-menu .more-button span");
  if (menu && more) more.textContent = menu.dataset.more;
});

document.addEventListener("click", function (event) {
  if (event.target.closest("[data-print]")) window.print();
});
