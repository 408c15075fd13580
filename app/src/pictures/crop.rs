//! The part of a chosen picture that is uploaded: a canvas in the shape of the result shows it.

use domain::pictures::PictureKind;
use leptos::html;
use leptos::prelude::*;
use leptos::reactive::send_wrapper_ext::SendOption;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, PointerEvent, Url};

/// How much a picture can be enlarged.
pub const LARGEST_ZOOM: f64 = 4.0;

/// A picture that is being cropped.
#[derive(Clone, Copy)]
pub struct Crop {
    kind: PictureKind,
    /// None on the server, where a page may be dropped on another thread.
    picture: StoredValue<SendOption<HtmlImageElement>>,
    /// Counts the pictures that were opened.
    opened: RwSignal<u32>,
    /// 1 shows as much as fits.
    pub zoom: RwSignal<f64>,
    /// Where the part lies, in hundredths of the way from left to right and from top to bottom.
    pub across: RwSignal<f64>,
    pub down: RwSignal<f64>,
    pub canvas: NodeRef<html::Canvas>,
}

impl Crop {
    /// Nothing yet.
    pub fn new(kind: PictureKind) -> Self {
        let crop = Self {
            kind,
            picture: StoredValue::new(SendOption::new_local(None)),
            opened: RwSignal::new(0),
            zoom: RwSignal::new(1.0),
            across: RwSignal::new(50.0),
            down: RwSignal::new(50.0),
            canvas: NodeRef::new(),
        };
        Effect::new(move |_| {
            crop.opened.track();
            if let (Some(canvas), Some(picture)) = (crop.canvas.get(), crop.picture()) {
                crop.draw(&canvas, &picture);
            }
        });
        crop
    }

    /// Width and height of what is uploaded: that of the largest size, twice for squares, since the server resizes better than browsers.
    pub fn size(self) -> (u32, u32) {
        let width = match self.kind {
            PictureKind::Avatar | PictureKind::Emote => 2 * self.kind.largest(),
            PictureKind::Banner => self.kind.largest(),
        };
        (width, self.kind.height(width))
    }

    /// Whether the result is shown as a circle.
    pub fn is_round(self) -> bool {
        self.kind == PictureKind::Avatar
    }

    fn picture(self) -> Option<HtmlImageElement> {
        self.picture.try_with_value(|picture| picture.as_ref().cloned()).flatten()
    }

    /// Reads a file; `read` hears whether the browser can show it.
    pub fn open(self, file: &Blob, read: impl Fn(bool) + Clone + 'static) {
        let (Ok(address), Ok(picture)) = (Url::create_object_url_with_blob(file), HtmlImageElement::new()) else {
            return read(false);
        };
        let (loaded, shown, freed) = (read.clone(), picture.clone(), address.clone());
        let on_load = Closure::<dyn FnMut()>::new(move || {
            let _ = Url::revoke_object_url(&freed);
            self.zoom.set(1.0);
            self.across.set(50.0);
            self.down.set(50.0);
            self.picture.set_value(SendOption::new_local(Some(shown.clone())));
            self.opened.update(|opened| *opened += 1);
            loaded(shown.natural_width() > 0);
        });
        let freed = address.clone();
        let on_error = Closure::<dyn FnMut()>::new(move || {
            let _ = Url::revoke_object_url(&freed);
            read(false);
        });
        picture.set_onload(Some(on_load.into_js_value().unchecked_ref()));
        picture.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
        picture.set_src(&address);
    }

    /// Left, top, width and height of the part, in pixels of the picture.
    fn part(self, picture: &HtmlImageElement) -> (f64, f64, f64, f64) {
        let (width, height) = (f64::from(picture.natural_width()), f64::from(picture.natural_height()));
        let (to_width, to_height) = self.size();
        let shape = f64::from(to_width) / f64::from(to_height);
        let part_width = width.min(height * shape) / self.zoom.get();
        let part_height = part_width / shape;
        let left = (width - part_width) * self.across.get() / 100.0;
        let top = (height - part_height) * self.down.get() / 100.0;
        (left, top, part_width, part_height)
    }

    fn draw(self, canvas: &HtmlCanvasElement, picture: &HtmlImageElement) {
        let context = canvas.get_context("2d").ok().flatten();
        let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) else {
            return;
        };
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        let (left, top, part_width, part_height) = self.part(picture);
        context.clear_rect(0.0, 0.0, width, height);
        let _ = context.draw_image_with_html_image_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            picture,
            left,
            top,
            part_width,
            part_height,
            0.0,
            0.0,
            width,
            height,
        );
    }

    /// Moves the picture with the pointer that holds it.
    pub fn drag(self, event: &PointerEvent) {
        let (Some(canvas), true) = (self.canvas.get_untracked(), event.buttons() & 1 == 1) else { return };
        let Some(picture) = self.picture() else { return };
        let _ = canvas.set_pointer_capture(event.pointer_id());
        let (_, _, part_width, part_height) = untrack(|| self.part(&picture));
        let scale = part_width / f64::from(canvas.client_width().max(1));
        let way = |moved: i32, whole: u32, part: f64| match f64::from(whole) - part {
            free if free > 0.5 => f64::from(moved) * scale / free * 100.0,
            _ => 0.0,
        };
        self.shift(
            -way(event.movement_x(), picture.natural_width(), part_width),
            -way(event.movement_y(), picture.natural_height(), part_height),
        );
    }

    fn shift(self, across: f64, down: f64) {
        self.across.update(|at| *at = (*at + across).clamp(0.0, 100.0));
        self.down.update(|at| *at = (*at + down).clamp(0.0, 100.0));
    }

    /// Makes a file of the part. Browsers that cannot write WebP write PNG.
    pub fn file(self, made: impl Fn(Option<Blob>) + 'static) {
        let Some(canvas) = self.canvas.get_untracked() else { return made(None) };
        let made = Closure::<dyn FnMut(Option<Blob>)>::new(made).into_js_value();
        let quality = JsValue::from_f64(0.95);
        let _ = canvas.to_blob_with_type_and_encoder_options(made.unchecked_ref(), "image/webp", &quality);
    }

    /// Forgets the picture.
    pub fn close(self) {
        self.picture.set_value(SendOption::new_local(None));
    }
}
