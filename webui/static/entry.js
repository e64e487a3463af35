// Typing forms in: a digit goes on to the next field, and so does Enter; after the last one Enter sends the form.
(function () {
  var fields = Array.prototype.slice.call(document.querySelectorAll("input[data-next]"));
  fields.forEach(function (field, at) {
    function onwards() {
      var next = fields[at + 1];
      if (next) { next.focus(); next.select(); }
      return Boolean(next);
    }
    field.addEventListener("input", function () {
      if (field.value.length >= field.maxLength) onwards();
    });
    field.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && onwards()) event.preventDefault();
    });
  });
})();
