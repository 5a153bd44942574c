"""Every form of the program into which something can be typed and sent."""

from tests.fuzz.forms import forms_of_agency, forms_of_center, forms_of_desk

FORMS = {
    f"{name}, {where}": form
    for where, forms in (("center", forms_of_center), ("desk", forms_of_desk), ("agency", forms_of_agency))
    for name, form in forms.FORMS.items()
}
