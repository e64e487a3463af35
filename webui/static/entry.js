// Typing forms in: a digit goes on to the next field, and so does Enter where one stands; in an empty field Enter waits,
// so that it may be pressed after each digit or not. After the last field it sends the form.
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
      if (event.key === "Enter" && (field.value === "" || onwards())) event.preventDefault();
    });
  });
})();
